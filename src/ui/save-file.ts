/** Hands a file to the person. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has read the blob's address by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
