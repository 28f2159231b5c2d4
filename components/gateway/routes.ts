import type { InputFault } from "../network/placement";

/** Requests that the gateway passes on to a service. */
export interface Route {
    /** Service that answers, by its name in the gateway's zones. */
    readonly service: string;
    /** Port that it listens on. */
    readonly port: number;
    /** Beginnings of the paths it answers, such as `/hsm/v2`. */
    readonly prefixes: readonly string[];
    /** Prefix that is taken off before the request is passed on, such as `/apis/bss`. @default - none */
    readonly stripPrefix?: string;
    /** Prefixes at which a request without an `Authorization` header is answered 401. @default - none */
    readonly credentialsRequiredAt?: readonly string[];
}

/** Form of a path prefix: no characters that mean something to the gateway's configuration. */
export const PATH_PREFIX = /^(?:\/[A-Za-z0-9._~-]+)+\/?$/;

/** All that is wrong with routes: malformed prefixes, and prefixes that two services claim. */
export function routeFaults(routes: readonly Route[]): InputFault[] {
    const owners = new Map<string, string>();
    return routes.flatMap(({ service, prefixes }) =>
        prefixes.flatMap((prefix): InputFault[] => {
            if (!PATH_PREFIX.test(prefix)) {
                return [{ path: [service], message: `route "${prefix}" is not a path prefix, write it like /hsm/v2` }];
            }
            const key = prefix.toLowerCase().replace(/\/$/, "");
            const owner = owners.get(key);
            owners.set(key, owner ?? service);
            if (owner === undefined) {
                return [];
            }
            const message =
                owner === service
                    ? `route "${prefix}" is there twice, remove one`
                    : `route "${prefix}" is claimed by ${owner} too, give it to one of them`;
            return [{ path: [service], message }];
        }),
    );
}
