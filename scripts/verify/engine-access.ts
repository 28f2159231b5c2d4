import * as http from "node:http";
import * as https from "node:https";

import type { EngineOutputs } from "../stack/engines";
import { type Check, compare } from "./check";

/** What a caller shows to an engine; nothing at all is a caller without a certificate. */
export type Shown = Partial<NonNullable<EngineOutputs["client"]>>;

/**
 * How an engine answers a caller over TLS: `OK`, or `refused` for one that it does not let in.
 * @throws Error when it does not answer at all, or is not the engine that it should be.
 */
export function knock(host: string, { ca, cert, key }: Shown): Promise<string> {
    const { hostname, port } = new URL(host);
    // TLS 1.2 refuses within the handshake; with 1.3 a refusal comes after it, and may be lost with the connection.
    const options = { hostname, port, path: "/_ping", ca, cert, key, agent: false, maxVersion: "TLSv1.2" as const };
    return new Promise((resolve, reject) => {
        const request = https.get({ ...options, timeout: 10_000 }, (answer) => {
            answer.resume();
            resolve(answer.statusCode === 200 ? "OK" : `status ${answer.statusCode}`);
        });
        request.on("timeout", () => request.destroy(new Error(`no answer from ${host} within 10 s`)));
        request.on("error", (error: NodeJS.ErrnoException) =>
            /^ERR_SSL_.*ALERT|^EPROTO|^ECONNRESET/.test(error.code ?? "") ? resolve("refused") : reject(error),
        );
    });
}

/** Status with which an engine answers a caller that speaks plain HTTP. */
export function knockInPlain(host: string): Promise<number> {
    const { hostname, port } = new URL(host);
    return new Promise((resolve, reject) => {
        const request = http.get({ hostname, port, path: "/_ping", agent: false, timeout: 10_000 }, (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
        });
        request.on("timeout", () => request.destroy(new Error(`no answer from ${host} within 10 s`)));
        request.on("error", reject);
    });
}

/** Who is let in at an engine and who is not. */
export async function checkEngineAccess({ env, client }: EngineOutputs): Promise<Check[]> {
    const host = env["DOCKER_HOST"] ?? "";
    if (client === undefined) {
        return [];
    }
    return [
        compare("the engine answers its client", "OK", await knock(host, client)),
        compare("refuses a caller without a certificate", "refused", await knock(host, { ca: client.ca })),
        compare("and one that speaks plain HTTP", 400, await knockInPlain(host)),
    ];
}
