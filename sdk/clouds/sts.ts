export async function callerAccount(): Promise<string> {
    return "111122223333";
}
