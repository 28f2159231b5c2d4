import { localSocket } from "../toolchain/engine";
import { SITE_ENGINE } from "./declared";
import type { Step } from "./steps";

/** A step as its user types it. */
export function commandOf(step: Step, stack: string, clients: Readonly<Record<string, Located>>): string {
    switch (step.program) {
        case "docker":
            return dockerCommand(step.engine, step.args, stack, clients[step.engine]);
        case "pulumi":
            return ["npm run pulumi --", step.args[0], "--stack", stack, ...step.args.slice(1).map(quoted)].join(" ");
        case "start":
            return `npm start -- --stack ${stack}`;
    }
}

/** An engine, of which it is known where it is. */
interface Located {
    readonly host: string;
}

/** An engine of the stack's own is reached in a shell of its own, so that the next command is not for it, too. */
function dockerCommand(engine: string, args: readonly string[], stack: string, client?: Located): string {
    const words = args.map(quoted).join(" ");
    if (engine !== SITE_ENGINE) {
        // The engine's provider is called after the environment that it is part of.
        const [environment] = engine.split("-");
        return `(eval "$(npm run -s engine:env -- --stack ${stack} --environment ${environment})"; docker ${words})`;
    }
    // The plain client knows the engine of its machine.
    return client === undefined || client.host === localSocket
        ? `docker ${words}`
        : `docker -H ${quoted(client.host)} ${words}`;
}

function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
