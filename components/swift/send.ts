import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What a server answers to what it was sent. */
export interface SendAnswer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
}

/**
 * Puts a stream to a URL. It is read no faster than the server takes it; `fetch` was measured to hold all of it. A stream
 * that breaks off breaks the connection off, so that the server knows that it has not seen the whole.
 */
export async function send(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: Readable,
): Promise<SendAnswer> {
    const request = url.startsWith("https:") ? httpsRequest : httpRequest;
    const put = request(url, { method: "PUT", headers });
    const answer = new Promise<SendAnswer>((resolve, reject) => {
        put.once("error", reject);
        put.once("response", (response) => {
            response.resume();
            resolve({ status: response.statusCode ?? 0, headers: response.headers });
        });
    });
    // Whichever fails first says why; the server may answer before it has everything.
    await Promise.race([pipeline(body, put).then(() => answer), answer]);
    return answer;
}
