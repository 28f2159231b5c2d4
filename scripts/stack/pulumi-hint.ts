/** What Pulumi says of a fault that its user can cure, and the cure. */
const HINTS: readonly (readonly [words: RegExp, cure: string])[] = [
    [
        /incorrect passphrase/,
        "the state was encrypted with another passphrase, and nothing was changed: unset PULUMI_CONFIG_PASSPHRASE and " +
            "PULUMI_CONFIG_PASSPHRASE_FILE to use that of .state/passphrase, or set the one that the state was made with",
    ],
];

/** What Pulumi said, and below it what to do where that is known. */
export function withHint(said: string): string {
    const cures = HINTS.filter(([words]) => words.test(said)).map(([, cure]) => cure);
    return [said.trim(), ...cures].join("\n");
}
