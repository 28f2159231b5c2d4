import { request } from "node:https";

/** Where a gateway is and how it is trusted. */
export interface GatewayAddress {
    /** URL that it serves; its name need not resolve. */
    readonly url: string;
    /** Address at which this machine reaches it. */
    readonly address: string;
    /** PEM text of the root certificate. */
    readonly root: string;
}

export interface Answer {
    readonly status: number;
    readonly body: string;
    /** When the gateway's certificate ends. */
    readonly certificateEnds: Date;
    /** Serial number of the gateway's certificate. */
    readonly certificateSerial: string;
}

export interface Ask {
    /** @default "GET" */
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as JSON unless a content type is given. @default - no body */
    readonly body?: string;
}

/**
 * One request through a gateway, verified against the root certificate and the gateway's name.
 * @throws Error when the gateway cannot be reached or its certificate does not verify.
 */
export function ask(
    gateway: GatewayAddress,
    path: string,
    { method = "GET", headers, body }: Ask = {},
): Promise<Answer> {
    const { hostname, port, host } = new URL(gateway.url);
    return new Promise((resolve, reject) => {
        const sent = request(
            {
                host: gateway.address,
                port,
                path,
                method,
                ca: gateway.root,
                servername: hostname,
                agent: false,
                timeout: 10_000,
                headers: { host, ...(body === undefined ? {} : bodyHeaders(body)), ...headers },
            },
            (answer) => {
                const chunks: Buffer[] = [];
                const { valid_to, serialNumber } = (answer.socket as import("node:tls").TLSSocket).getPeerCertificate();
                answer.on("data", (chunk: Buffer) => chunks.push(chunk));
                answer.on("error", reject);
                answer.on("end", () =>
                    resolve({
                        status: answer.statusCode ?? 0,
                        body: Buffer.concat(chunks).toString("utf8"),
                        certificateEnds: new Date(valid_to),
                        certificateSerial: serialNumber,
                    }),
                );
            },
        );
        sent.on("timeout", () => sent.destroy(new Error(`no answer from ${gateway.url}${path} within 10 s`)));
        sent.on("error", reject);
        sent.end(body);
    });
}

/** Node sends the body of a DELETE only when its length is announced. */
function bodyHeaders(body: string): Record<string, string | number> {
    return { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
}

/** Credentials of an OAuth client. */
export interface Credentials {
    readonly id: string;
    readonly secret: string;
}

/**
 * An access token from the gateway's `/token`.
 * @throws Error with the answer when there is none.
 */
export async function accessToken(gateway: GatewayAddress, { id, secret }: Credentials): Promise<string> {
    const answer = await ask(gateway, "/token", {
        method: "POST",
        headers: {
            authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
            "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials&scope=openid+smd.read",
    });
    const token =
        answer.status === 200 ? (JSON.parse(answer.body) as { access_token?: string }).access_token : undefined;
    if (token === undefined) {
        throw new Error(
            `no token from ${gateway.url}/token, it answered ${answer.status}: ${answer.body.slice(0, 200)}`,
        );
    }
    return token;
}
