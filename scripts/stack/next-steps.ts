import type { EnvironmentName } from "../../stacks/environments";
import type { LabOutputs } from "./outputs";

/** What each environment that stands offers, from its outputs; `option` names the stack to an npm script. */
const offers: Readonly<Record<EnvironmentName, (outputs: never, option: string) => string[]>> = {
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
    pcocc: ({ jobId, engine }: { jobId: number; engine: { env: { DOCKER_HOST: string } } }, option) => [
        `The Docker engine of job ${jobId} is at ${engine.env.DOCKER_HOST}`,
        `  use it           eval "$(npm run -s engine:env${option})"`,
    ],
    storlets: ({ swift, deployRequest }: { swift: { url: string }; deployRequest: { command: string } }) => [
        `Swift is at ${swift.url}`,
        `  the storlet manager deploys the image by: ${deployRequest.command}`,
    ],
};

/** What a user can do next with a stack that stands. */
export function nextSteps(stack: string, outputs: Readonly<Partial<Record<string, unknown>>>): string {
    const option = stack === "dev" ? "" : ` -- --stack ${stack}`;
    const own = Object.entries(offers).flatMap(([name, offer]) =>
        outputs[name] === undefined ? [] : offer(outputs[name] as never, option),
    );
    return [
        "",
        ...own,
        `  verify           npm run verify${option}`,
        `  see changes      npm run pulumi -- preview --stack ${stack} --diff`,
        `  remove           npm run destroy${option}`,
    ].join("\n");
}
