/** What was pushed, and how. */
export interface PushAttempt {
    /** `host/path:tag`. */
    readonly reference: string;
    /** Who it was pushed as, undefined for nobody. */
    readonly user?: string;
}

/** What an engine says when a push fails, and what the user is told to do. The first that matches counts. */
const CAUSES: readonly (readonly [words: RegExp, advice: (attempt: PushAttempt, host: string) => string])[] = [
    [
        /x509|certificate signed by unknown authority|tls: failed to verify/i,
        (_, host) =>
            `the engine does not trust the certificate of ${host}: put the registry's root certificate into ` +
            `/etc/docker/certs.d/${host}/ca.crt on the engine's host (input \`certificates\` of a DockerEngine); the ` +
            "engine needs no restart for it",
    ],
    [
        /unsupported|operation is unsupported/i,
        (_, host) =>
            `${host} is a mirror, which takes no pushes: push to the registry that it mirrors, or to one of your own`,
    ],
    [
        /unauthorized|authentication required|no basic auth|denied|forbidden|incorrect username or password|\b40[13]\b/i,
        ({ user, reference }, host) =>
            user === undefined
                ? `${host} wants a user and a token (status 401): give it credentials`
                : `${host} refuses user "${user}" (status 401 or 403): the user or the token is wrong or has expired, or ` +
                  `may not push to ${reference}`,
    ],
    [
        /no such host|server misbehaving|temporary failure in name resolution/i,
        (_, host) =>
            `the engine cannot resolve ${host}: it is the engine that pushes, so the name must mean something to it`,
    ],
    [
        /server gave HTTP response to HTTPS client/i,
        (_, host) =>
            `${host} speaks no TLS: name it among the engine's \`insecure-registries\`, or better give it a certificate`,
    ],
    [
        /connection refused|i\/o timeout|no route to host|network is unreachable|connection reset|EOF/i,
        (_, host) =>
            `${host} does not answer the engine: see whether the registry runs and is reachable from the engine`,
    ],
    [
        /name unknown|NAME_UNKNOWN|NAME_INVALID|project .* not found/i,
        ({ reference }) => `the registry knows no place for ${reference}: make its project first`,
    ],
];

/** What went wrong with a push, in the engine's words, and what to do about it. */
export function describePushFailure(attempt: PushAttempt, words: string): string {
    const host = attempt.reference.split("/")[0] ?? "";
    const advice = CAUSES.find(([pattern]) => pattern.test(words))?.[1](attempt, host);
    return `image cannot be pushed to ${attempt.reference}: ${advice ? `${advice}; ` : ""}the engine says: ${words.trim()}`;
}
