/** A camera: longitude°, latitude°, height m above the ground below, heading°, pitch°, roll°. */
export type CameraView = readonly [
  longitude: number,
  latitude: number,
  height: number,
  heading: number,
  pitch: number,
  roll: number,
];
