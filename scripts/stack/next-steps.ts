import type { EnvironmentName } from "../../stacks/environments";
import { type EngineOutputs, enginesOf } from "./engines";
import type { LabOutputs } from "./outputs";

/**
 * What each environment that stands offers, from its outputs. `option` names the stack to an npm script, `engine` its
 * engine to those that need one.
 */
const offers: Readonly<Record<EnvironmentName, (outputs: never, option: string, engine: string) => string[]>> = {
    daos: (_outputs: unknown, option) => [`  use DAOS         npm run daos${option || " --"} pool autotest <pool>`],
    lab: ({ web, image, mongo }: LabOutputs) => [
        `The web server's files are at ${web}/file1.html`,
        `  its image        ${image}`,
        `mongo-perso is at ${mongo.uri}, served by ${mongo.server}`,
    ],
    openchami: ({ url }: { url: string }, option) => [
        `OpenCHAMI is at ${url}`,
        `  get a token      npm run -s token${option}`,
    ],
    pcocc: ({ jobId, engine: { env } }: { jobId: number; engine: EngineOutputs }, _option, engine) => [
        `The Docker engine of job ${jobId} is at ${env["DOCKER_HOST"]}`,
        `  use it           eval "$(npm run -s engine:env${engine})"`,
    ],
    storlets: ({ swift, deployRequest }: { swift: { url: string }; deployRequest: { command: string } }) => [
        `Swift is at ${swift.url}`,
        `  the storlet manager deploys the image by: ${deployRequest.command}`,
    ],
};

/** What a user can do next with a stack that stands. */
export function nextSteps(stack: string, outputs: Readonly<Partial<Record<string, unknown>>>): string {
    const option = stack === "dev" ? "" : ` -- --stack ${stack}`;
    const several = Object.keys(enginesOf(outputs)).length > 1;
    const own = Object.entries(offers).flatMap(([name, offer]) => {
        const engine = several ? `${option || " --"} --environment ${name}` : option;
        return outputs[name] === undefined ? [] : offer(outputs[name] as never, option, engine);
    });
    return [
        "",
        ...own,
        `  verify           npm run verify${option}`,
        `  see changes      npm run pulumi -- preview --stack ${stack} --diff`,
        `  remove           npm run destroy${option}`,
    ].join("\n");
}
