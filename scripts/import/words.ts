import { takenOver } from "./become";
import type { Piece } from "./piece";
import type { ComposeProject } from "./project";
import type { ImportedSite } from "./site";

/** What is said of the site's file. */
export function written({ text }: ImportedSite, stack: string, verb: "is" | "would be"): string {
    if (text === undefined) {
        return `\nPulumi.${stack}.yaml exists and ${verb} used as it is`;
    }
    return verb === "is" ? `\nPulumi.${stack}.yaml is written` : `\nPulumi.${stack}.yaml would be:\n\n${text}`;
}

/** What to do where services of the project run, so that nothing was copied. */
export function toCopy(project: string, stack: string, running: readonly string[]): string {
    return [
        `Nothing is copied now, as these run and what they write meanwhile would be lost: ${running.join(", ")}`,
        `  stop them and copy   npm run import -- --project ${project} --stack ${stack} --stop`,
    ].join("\n");
}

/** What to do where data was copied, all or some of it, and the project went on working. */
export function outOfDate(
    project: string,
    stack: string,
    running: readonly string[],
    pieces: readonly Piece[],
): string {
    return (
        `data of ${project} was copied to site ${stack} before, and these run again, so that what they wrote since is ` +
        `not there: ${running.join(", ")}. Stop them and bring the site up, or, to copy anew, ` +
        `${removal(stack, pieces)} and run this again`
    );
}

/** What to do once all is copied. */
export function afterCopy(project: ComposeProject, stack: string, pieces: readonly Piece[]): string {
    const { name } = project;
    return [
        `Site ${stack} has the data of ${name}`,
        `  remove the containers, not the volumes   docker compose --project-name ${name} down`,
        `  bring the site up                        npm start -- --stack ${stack}`,
        `To go back instead: ${removal(stack, pieces)} and \`docker compose up\``,
        `When all is well, the old data can go: docker volume rm ${takenOver(project).join(" ")}`,
    ].join("\n");
}

function removal(stack: string, pieces: readonly Piece[]): string {
    const copies = [...new Set(pieces.map(({ place }) => place))].sort();
    return `\`npm run destroy -- --stack ${stack}\`, \`docker volume rm ${copies.join(" ")}\``;
}
