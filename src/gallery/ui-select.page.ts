import { deskPage } from './desk-page.tsx';

export const page = deskPage({
  title: { zh: '桌面：多边形选择', en: 'Desk: selection by polygon' },
  session: () => ({
    selection: 'S_INTERSECTS(geometry, POLYGON((116.56 35.39, 116.62 35.392, 116.61 35.43, 116.58 35.445)))',
    area: 'polygon',
  }),
  settled: async (element) => {
    let canvas: Element | null = null;
    for (let turn = 0; !canvas && turn < 100; turn++) {
      canvas = element.querySelector('.area-drawing');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const [x, y] of [
      [520, 250],
      [900, 220],
      [980, 480],
      [640, 520],
    ] as const) {
      for (const type of ['pointerdown', 'pointerup'])
        canvas?.dispatchEvent(
          new PointerEvent(type, { bubbles: true, clientX: x, clientY: y, pointerId: 1, isPrimary: true }),
        );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  },
});
