/** Name of the stack that arguments of the Pulumi CLI ask for, or undefined where they name none. */
export function stackOf(args: readonly string[]): string | undefined {
    for (const [index, arg] of args.entries()) {
        const [, joined] = /^(?:--stack=|-s=?)(.+)$/.exec(arg) ?? [];
        const name = joined ?? (arg === "--stack" || arg === "-s" ? args[index + 1] : undefined);
        if (name !== undefined) {
            return name;
        }
    }
    return process.env.PULUMI_STACK || undefined;
}
