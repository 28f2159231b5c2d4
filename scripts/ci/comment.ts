import { Failure } from "../failure";
import type { Forge } from "./forge";

/** Comments of one answer; both forges give at most so many. */
const PAGE = 100;

interface Comment {
    readonly id: number;
    readonly body: string;
}

/**
 * Posts a comment, or changes the one that begins with the same mark.
 * @returns what was done.
 * @throws Failure with what the forge answered, where it refuses.
 */
export async function postComment(forge: Forge, text: string, mark: string): Promise<"posted" | "changed"> {
    const earlier = await find(forge, mark);
    const body = JSON.stringify({ body: text });
    if (earlier === undefined) {
        await ask(forge, forge.comments, "POST", body);
        return "posted";
    }
    await ask(forge, forge.comment(earlier.id), forge.change, body);
    return "changed";
}

async function find(forge: Forge, mark: string): Promise<Comment | undefined> {
    for (let page = 1; ; page++) {
        const comments = (await ask(forge, `${forge.comments}?per_page=${PAGE}&page=${page}`, "GET")) as Comment[];
        const found = comments.find((comment) => comment.body.startsWith(mark));
        if (found !== undefined || comments.length < PAGE) {
            return found;
        }
    }
}

async function ask({ headers }: Forge, url: string, method: string, body?: string): Promise<unknown> {
    const response = await fetch(url, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        body,
        signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) {
        throw new Failure(`${method} ${url} was answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    }
    return response.json();
}
