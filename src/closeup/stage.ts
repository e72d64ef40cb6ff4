import {
  AmbientLight,
  Box3,
  BufferAttribute,
  BufferGeometry,
  CircleGeometry,
  Color,
  DirectionalLight,
  Group,
  HemisphereLight,
  MeshStandardMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  ShadowMaterial,
  SRGBColorSpace,
  Mesh as ThreeMesh,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { type Mesh, ROLE_EMITTER, ROLE_STATUS } from '../domain/furniture/mesh.ts';
import type { Level } from '../domain/level.ts';
import { STATUS_PALETTE } from '../domain/palette.ts';
import type { Exhibit } from './exhibit.ts';

export type Light = 'day' | 'night';

/** What the exhibit's lamps and status collar show. */
export interface Glow {
  /** 0 dark … 1 fully lit. */
  readonly lit: number;
  readonly status: Level | 'quality' | 'none';
}

/** Pixels at the edges that labels need; the exhibit is framed inside them. */
interface Margins {
  readonly x: number;
  readonly y: number;
}

/** The three.js half of the close-up. It draws only when asked, or when the visitor turns the exhibit. */
export interface Stage {
  readonly canvas: HTMLCanvasElement;
  put(exhibit: Exhibit, light: Light, margins: Margins): void;
  dress(light: Light, glow: Glow): void;
  /** Pulls the parts apart: 0 together … 1 apart. */
  explode(share: number): void;
  resize(width: number, height: number, margins: Margins): void;
  /** Turns the exhibit by degrees to the right and up, and comes nearer by a factor. */
  turn(right: number, up: number, nearer: number): void;
  /** Back to the first view. */
  home(): void;
  /** CSS pixels of a point of the exhibit, given the part it moves with; `hidden` behind the camera. */
  project(
    point: readonly [number, number, number],
    part: string | undefined,
  ): { x: number; y: number; hidden: boolean };
  /** Whether the WebGL context is gone, for now or for good. */
  lost(): boolean;
  destroy(): void;
}

/** Makes the stage, or returns null where WebGL2 is missing. `onFrame` runs after each frame, `onContext` when the context goes or comes back. */
export function makeStage(onFrame: () => void, onContext: () => void): Stage | null {
  const renderer = openRenderer();
  if (!renderer) return null;
  renderer.setPixelRatio(Math.min(2, globalThis.devicePixelRatio || 1));
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  const scene = new Scene();
  const camera = new PerspectiveCamera(24, 1, 0.05, 4000);
  camera.up.set(0, 0, 1);
  const lights = makeLights(scene);
  const floor = new ThreeMesh(new CircleGeometry(1, 48), new ShadowMaterial({ opacity: 0.22, transparent: true }));
  floor.receiveShadow = true;
  scene.add(floor);
  const controls = new OrbitControls(camera, renderer.domElement);
  controls.enableDamping = false;
  controls.enablePan = false;
  controls.rotateSpeed = 0.5;
  controls.zoomSpeed = 0.6;
  controls.minPolarAngle = 0.25;
  controls.maxPolarAngle = Math.PI / 2 - 0.01;

  const materials = [
    new MeshStandardMaterial({ vertexColors: true, roughness: 0.72, metalness: 0.08 }),
    new MeshStandardMaterial({
      vertexColors: true,
      roughness: 0.4,
      emissive: new Color('#ffe2b8'),
      emissiveIntensity: 0,
    }),
    new MeshStandardMaterial({ vertexColors: true, roughness: 0.6 }),
  ] as const;
  // Light takes the colour of what shines, so that a poster stays a poster at night.
  materials[1].onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace(
      '#include <emissivemap_fragment>',
      '#include <emissivemap_fragment>\ntotalEmissiveRadiance *= vColor.rgb;',
    );
  };
  let shown: { exhibit: Exhibit; group: Group; parts: Map<string, ThreeMesh> } | null = null;
  let share = 0;
  let dressed = '';
  let size: { width: number; height: number; margins: Margins } = { width: 1, height: 1, margins: { x: 0, y: 0 } };
  let pending = 0;

  const draw = (): void => {
    pending = 0;
    renderer.render(scene, camera);
    onFrame();
  };
  const invalidate = (): void => {
    if (pending === 0) pending = requestAnimationFrame(draw);
  };
  const lost = (event: Event): void => {
    event.preventDefault();
    onContext();
  };
  const restored = (): void => {
    onContext();
    invalidate();
  };
  controls.addEventListener('change', invalidate);
  renderer.domElement.addEventListener('webglcontextlost', lost);
  renderer.domElement.addEventListener('webglcontextrestored', restored);

  const offset = (part: string | undefined): Vector3 => {
    const found = part && shown ? shown.exhibit.mesh.parts.find((each) => each.name === part) : undefined;
    if (!found || !shown) return new Vector3();
    return new Vector3(0, 0, Math.max(0, found.heightLayer - 1) * shown.exhibit.gap * share);
  };
  const arrange = (): void => {
    if (!shown) return;
    for (const [name, mesh] of shown.parts) mesh.position.copy(offset(name));
    invalidate();
  };
  const frame = (seenFrom?: Vector3): void => {
    if (!shown) return;
    const box = new Box3().setFromObject(shown.group);
    const { bearing, elevation } = shown.exhibit.view;
    // The front of an exhibit is +y; the camera stands there and walks clockwise.
    const [a, e] = [(bearing * Math.PI) / 180, (elevation * Math.PI) / 180];
    const away = seenFrom ?? new Vector3(Math.sin(a) * Math.cos(e), Math.cos(a) * Math.cos(e), Math.sin(e));
    frameBox(camera, controls.target, box, away, size);
    const radius = box.getSize(new Vector3()).length() / 2;
    floor.scale.setScalar(radius * 3);
    lights.aim(box, radius);
    controls.minDistance = radius * 0.4;
    controls.maxDistance = camera.position.distanceTo(controls.target) * 2.5;
    camera.near = radius / 100;
    camera.far = radius * 40;
    camera.updateProjectionMatrix();
    controls.update();
    invalidate();
  };
  const clear = (): void => {
    if (!shown) return;
    scene.remove(shown.group);
    for (const mesh of shown.parts.values()) mesh.geometry.dispose();
    shown = null;
  };

  return {
    canvas: renderer.domElement,
    put(exhibit, light, margins) {
      clear();
      shown = { exhibit, ...groupOf(exhibit.mesh, materials) };
      scene.add(shown.group);
      size = { ...size, margins };
      lights.dress(light);
      arrange();
      frame();
    },
    dress(light, { lit, status }) {
      const next = `${light} ${lit} ${status}`;
      if (next === dressed) return;
      dressed = next;
      lights.dress(light);
      materials[1].emissiveIntensity = lit * (light === 'night' ? 1.2 : 0.4);
      const color = status === 'none' ? '#000000' : STATUS_PALETTE[status][light];
      materials[2].emissive.set(color);
      materials[2].emissiveIntensity = status === 'none' ? 0 : 0.85;
      invalidate();
    },
    explode(next) {
      share = next;
      arrange();
      frame(camera.position.clone().sub(controls.target).normalize());
    },
    resize(width, height, margins) {
      size = { width: Math.max(1, width), height: Math.max(1, height), margins };
      renderer.setSize(size.width, size.height, false);
      camera.aspect = size.width / size.height;
      camera.updateProjectionMatrix();
      frame();
    },
    turn(right, up, nearer) {
      const arm = camera.position.clone().sub(controls.target);
      const flat = Math.hypot(arm.x, arm.y);
      const bearing = Math.atan2(arm.y, arm.x) + (right * Math.PI) / 180;
      const elevation = Math.min(1.3, Math.max(0.02, Math.atan2(arm.z, flat) + (up * Math.PI) / 180));
      const length = arm.length() / nearer;
      arm.set(Math.cos(bearing) * Math.cos(elevation), Math.sin(bearing) * Math.cos(elevation), Math.sin(elevation));
      camera.position.copy(controls.target).addScaledVector(arm, length);
      controls.update();
      invalidate();
    },
    home: () => frame(),
    project(point, part) {
      const at = new Vector3(...point).add(offset(part)).project(camera);
      return { x: ((at.x + 1) / 2) * size.width, y: ((1 - at.y) / 2) * size.height, hidden: at.z > 1 };
    },
    lost: () => renderer.getContext().isContextLost(),
    destroy() {
      cancelAnimationFrame(pending);
      controls.removeEventListener('change', invalidate);
      controls.dispose();
      renderer.domElement.removeEventListener('webglcontextlost', lost);
      renderer.domElement.removeEventListener('webglcontextrestored', restored);
      clear();
      floor.geometry.dispose();
      floor.material.dispose();
      for (const material of materials) material.dispose();
      lights.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
      renderer.domElement.remove();
    },
  };
}

function openRenderer(): WebGLRenderer | null {
  try {
    return new WebGLRenderer({ antialias: true, alpha: true, powerPreference: 'low-power' });
  } catch {
    // three throws a plain Error when the browser gives no context; the caller lists the readings instead.
    return null;
  }
}

/** One three.js mesh a part; all share the vertex buffers. Material groups: plain, emitter, status. */
function groupOf(
  mesh: Mesh,
  materials: readonly [MeshStandardMaterial, MeshStandardMaterial, MeshStandardMaterial],
): { group: Group; parts: Map<string, ThreeMesh> } {
  const position = new BufferAttribute(mesh.positions, 3);
  const normal = new BufferAttribute(mesh.normals, 3);
  const color = new BufferAttribute(linearColors(mesh), 3);
  const group = new Group();
  const parts = new Map<string, ThreeMesh>();
  for (const part of mesh.parts) {
    const byRole: [number[], number[], number[]] = [[], [], []];
    for (let i = part.start; i < part.start + part.count; i += 3) {
      const role = mesh.colors[4 * mesh.indices[i]! + 3];
      const triangles = byRole[role === ROLE_EMITTER ? 1 : role === ROLE_STATUS ? 2 : 0];
      triangles.push(mesh.indices[i]!, mesh.indices[i + 1]!, mesh.indices[i + 2]!);
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', position).setAttribute('normal', normal).setAttribute('color', color);
    geometry.setIndex(new BufferAttribute(Uint32Array.from(byRole.flat()), 1));
    let start = 0;
    for (const [i, triangles] of byRole.entries()) {
      if (triangles.length > 0) geometry.addGroup(start, triangles.length, i);
      start += triangles.length;
    }
    // Shared buffers hold the whole mesh, so the part's own extent is set by hand.
    geometry.boundingBox = new Box3();
    for (const index of byRole.flat())
      geometry.boundingBox.expandByPoint(new Vector3().fromBufferAttribute(position, index));
    const object = new ThreeMesh(geometry, [...materials]);
    object.name = part.name;
    object.castShadow = true;
    object.receiveShadow = true;
    object.frustumCulled = false;
    group.add(object);
    parts.set(part.name, object);
  }
  return { group, parts };
}

function linearColors(mesh: Mesh): Float32Array {
  const count = mesh.colors.length / 4;
  const linear = new Float32Array(3 * count);
  const color = new Color();
  for (let i = 0; i < count; i++) {
    const [r, g, b] = [mesh.colors[4 * i]!, mesh.colors[4 * i + 1]!, mesh.colors[4 * i + 2]!];
    color.setRGB(r / 255, g / 255, b / 255, SRGBColorSpace).toArray(linear, 3 * i);
  }
  return linear;
}

/** Puts the camera along `away` from the box so that its corners fill the picture inside the margins. */
function frameBox(
  camera: PerspectiveCamera,
  target: Vector3,
  box: Box3,
  away: Vector3,
  { width, height, margins }: { width: number; height: number; margins: Margins },
): void {
  box.getCenter(target);
  const roomX = Math.max(0.3, 1 - (2 * margins.x) / width);
  const roomY = Math.max(0.4, 1 - (2 * margins.y) / height);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map(
    (i) => new Vector3(i & 1 ? box.max.x : box.min.x, i & 2 ? box.max.y : box.min.y, i & 4 ? box.max.z : box.min.z),
  );
  const radius = box.getSize(new Vector3()).length() / 2;
  let [near, far] = [radius * 0.8, radius * 60];
  camera.near = radius / 100;
  camera.far = radius * 80;
  camera.updateProjectionMatrix();
  for (let i = 0; i < 24; i++) {
    const distance = (near + far) / 2;
    camera.position.copy(target).addScaledVector(away, distance);
    camera.lookAt(target);
    camera.updateMatrixWorld();
    const inside = corners.every((corner) => {
      const at = corner.clone().project(camera);
      return at.z < 1 && Math.abs(at.x) <= roomX && Math.abs(at.y) <= roomY;
    });
    if (inside) far = distance;
    else near = distance;
  }
}

function makeLights(scene: Scene): {
  dress(light: Light): void;
  aim(box: Box3, radius: number): void;
  dispose(): void;
} {
  const ambient = new AmbientLight('#ffffff', 0.35);
  const sky = new HemisphereLight('#f4f7fa', '#b9b2a6', 1.5);
  const sun = new DirectionalLight('#fff3e0', 2.4);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  scene.add(ambient, sky, sun, sun.target);
  return {
    dress(light) {
      const night = light === 'night';
      ambient.intensity = night ? 0.6 : 0.35;
      sky.color.set(night ? '#9db4d0' : '#f4f7fa');
      sky.groundColor.set(night ? '#4a5666' : '#b9b2a6');
      sky.intensity = 1.5;
      sun.color.set(night ? '#b8cbe6' : '#fff3e0');
      sun.intensity = night ? 1.6 : 2.4;
    },
    aim(box, radius) {
      box.getCenter(sun.target.position);
      sun.position.copy(sun.target.position).add(new Vector3(0.9, 0.7, 1.5).multiplyScalar(radius));
      const camera = sun.shadow.camera;
      camera.left = camera.bottom = -radius * 1.2;
      camera.right = camera.top = radius * 1.2;
      camera.near = radius * 0.1;
      camera.far = radius * 4;
      camera.updateProjectionMatrix();
      sun.shadow.bias = -0.0008;
      sun.shadow.normalBias = radius * 0.003;
    },
    dispose() {
      sun.dispose();
      sky.dispose();
      ambient.dispose();
    },
  };
}
