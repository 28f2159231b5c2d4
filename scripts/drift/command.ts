import type { EngineAddress } from "../../components/image/engine-client";
import { SITE_ENGINE } from "./declared";
import type { Step } from "./steps";

/** A step as its user types it. */
export function commandOf(step: Step, stack: string, addresses: Readonly<Record<string, EngineAddress>>): string {
    switch (step.program) {
        case "docker":
            return dockerCommand(step.engine, step.args, stack, addresses[step.engine]);
        case "pulumi":
            return ["npm run pulumi --", step.args[0], "--stack", stack, ...step.args.slice(1).map(quoted)].join(" ");
        case "start":
            return `npm start -- --stack ${stack}`;
    }
}

/** An engine of the stack's own is reached in a shell of its own, so that the next command is not for it, too. */
function dockerCommand(engine: string, args: readonly string[], stack: string, address: EngineAddress = {}): string {
    const words = args.map(quoted).join(" ");
    if (engine !== SITE_ENGINE) {
        // The engine's provider is called after the environment that it is part of.
        const [environment] = engine.split("-");
        return `(eval "$(npm run -s engine:env -- --stack ${stack} --environment ${environment})"; docker ${words})`;
    }
    return address.host === undefined ? `docker ${words}` : `docker -H ${quoted(address.host)} ${words}`;
}

function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
