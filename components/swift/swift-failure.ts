import type { SwiftCredentials } from "./swift-account";

/** A request to Swift or Keystone that failed. */
export class SwiftFailure extends Error {
    constructor(
        message: string,
        /** Whether the same request may succeed if it is made again. */
        readonly transient: boolean,
        options?: ErrorOptions,
    ) {
        super(message, options);
    }
}

/** What was asked for. */
export interface SwiftRequest {
    readonly method: string;
    /** `container` or `container/object`; undefined where a token was asked for. */
    readonly path?: string;
}

const TRANSIENT = new Set([408, 409, 422, 429, 498, 499, 500, 502, 503, 504]);

/** What a status that is no success means, and what to do about it. */
export function statusFailure(status: number, request: SwiftRequest, credentials: SwiftCredentials): SwiftFailure {
    const { url, user } = credentials;
    const container = request.path?.split("/")[0];
    const what = request.path === undefined ? "a token" : `${request.method} ${request.path}`;
    const advice: Readonly<Record<number, string>> = {
        401: `swift refuses user "${user}" at ${url} (status 401): the user or the key is wrong; give the right ones`,
        403:
            `user "${user}" may not ${request.method} ${request.path ?? "a token"} (status 403): let the storlet manager ` +
            `name the user in the ACL of ${container ?? "the container"}`,
        404:
            request.path === undefined
                ? `there is nothing that gives out tokens at ${url} (status 404): it must end in /v1.0 or /v3`
                : `${request.path} does not exist (status 404): ask the storlet manager to enable the account for ` +
                  "storlets, or correct the name",
        413: `${request.path ?? ""} is too large for one object (status 413): install less, or remove what is not needed`,
        507: "swift has no space left (status 507): free some, or ask the one who runs it",
    };
    return new SwiftFailure(
        advice[status] ?? `swift at ${url} answers ${what} with status ${status}: see its log`,
        TRANSIENT.has(status),
    );
}

/** What an attempt means that got no answer, or broke off. */
export function connectionFailure(error: unknown, { url }: Pick<SwiftCredentials, "url">): SwiftFailure {
    const words = causes(error).join(": ");
    return new SwiftFailure(`no connection to swift at ${url} (${words}): see whether it runs and is reachable`, true, {
        cause: error,
    });
}

/** The messages of an error and of all that caused it, from the outside in. */
function causes(error: unknown): string[] {
    if (!(error instanceof Error)) {
        return [String(error)];
    }
    const { code } = error as NodeJS.ErrnoException;
    const own = error.message || code || error.name;
    return [own, ...(error.cause === undefined ? [] : causes(error.cause))];
}
