import { engineClient } from "../../components/image/engine-client";
import { engineOutputs } from "../stack/engines";
import type { StackOptions } from "../stack/run";
import { loadSite, publishedPorts } from "../stack/site";
import { siteEngine } from "../stack/stack-engines";
import { type Check, compare } from "./check";
import { checkEngineAccess } from "./engine-access";
import { runningServices } from "./services";

/** Everything that must hold of a stack's pcocc environment, measured. */
export async function verifyPcocc(options: StackOptions): Promise<Check[]> {
    const site = loadSite(options.stack, options.file);
    const services = await runningServices({ stack: options.stack, environment: "pcocc" }, await siteEngine(options));
    const engine = await engineOutputs(options, "pcocc");
    const inside = site.engine.environment !== undefined;
    const declared = publishedPorts(site)
        .filter(({ key }) => inside || key.startsWith("pcocc."))
        .map(({ address, port }) => `${address}:${port}`);
    const docker = engineClient({ host: engine.env["DOCKER_HOST"], ...engine.client });
    return [
        ...services.map(({ service, healthy }) => compare(`${service} is healthy`, true, healthy)),
        ...(await checkEngineAccess(engine)),
        compare(
            "nothing but what the stack file says is published",
            declared.sort(),
            services.flatMap(({ published }) => published).sort(),
        ),
        ...(await Promise.all(
            Object.keys(site.pcocc?.exports ?? {}).map(async (name) =>
                compare(`the engine has image ${name}`, true, await has(docker, name)),
            ),
        )),
    ];
}

function has(docker: ReturnType<typeof engineClient>, image: string): Promise<boolean> {
    return docker
        .getImage(image)
        .inspect()
        .then(
            () => true,
            () => false,
        );
}
