/** Prints a warning, which ends no run. The engine shows what its plugins print. */
export function warn(text: string): void {
    console.warn(`warning: ${text}`);
}
