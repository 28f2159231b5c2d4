import type { Site } from "../../stacks/site";
import { Failure } from "../failure";
import { publishedPorts } from "./site";

/**
 * Refuses to take an engine that a stack allocates for the one that the stack itself runs on: a shell that
 * `npm run -s engine:env` made its client's would have the whole stack made anew inside, and forgotten outside.
 *
 * @throws Failure that says what to do.
 */
export function refuseOwnEngine(stack: string, site: Site, host = process.env.DOCKER_HOST): void {
    const own = publishedPorts(site).some(({ address, port }) =>
        [address, ...(address === "0.0.0.0" ? ["127.0.0.1"] : [])].some((name) => host === `tcp://${name}:${port}`),
    );
    if (own && site.engine.host === undefined) {
        throw new Failure(
            `DOCKER_HOST is ${host}, an engine that stack ${stack} itself makes: run this in another shell, or first ` +
                "`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`",
        );
    }
}
