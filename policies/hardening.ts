import type { Resources } from "../scripts/review/resources";
import { type Container, containersOf } from "./container";
import { type Freedom, type HardeningException, exceptions } from "./hardening-exceptions";
import type { Breach, Rule } from "./rule";

export const hardening: Rule = {
    name: "hardening",
    description: "whatever runs has no root, no capability and no way to gain any, but for exceptions with a reason",
    check: (resources) => containersOf(resources).flatMap((container) => breaches(container, resources)),
};

/** What a container takes for itself that others do without, and how to do without. */
export function freedomsOf(container: Container): { freedom: Freedom; message: string }[] {
    const { swarm, user, capabilities, securityOptions, privileged, hostPid, networkMode } = container;
    const unconfined = securityOptions.filter((option) => /[=:]unconfined$/.test(option));
    // A swarm cannot be told of it.
    const gains = !swarm && !securityOptions.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option));
    const held = [...(capabilities.drops.includes("ALL") ? [] : ["those of every container"]), ...capabilities.adds];
    const found: (readonly [Freedom, boolean, string])[] = [
        ["root", user === undefined || isRoot(user), `runs as ${user ?? "the image's user"}: name a user, not root`],
        ["capabilities", held.length > 0, `has capabilities: ${held.join(", ")}; drop ALL and add none`],
        ["new privileges", gains, "what it starts may gain privileges: set no-new-privileges:true"],
        ["system calls", unconfined.length > 0, `is not confined: ${unconfined.join(", ")}; leave it to the engine`],
        ["privileged", privileged, "is privileged, so it rules the host: say which capabilities it needs"],
        ["host processes", hostPid, "sees the processes of the host: leave `pidMode` out"],
        ["host network", networkMode === "host", "is on the network of the host: put it into zones"],
    ];
    return found.filter(([, taken]) => taken).map(([freedom, , message]) => ({ freedom, message }));
}

/** Exceptions made for the components that a container is part of. */
export function exceptionsOf({ resource, service }: Container, resources: Resources): HardeningException[] {
    const components = resources.components(resource);
    return exceptions.filter(
        ({ component, service: only }) => components.includes(component) && (only === undefined || only === service),
    );
}

function breaches(container: Container, resources: Resources): Breach[] {
    const allowed = exceptionsOf(container, resources).flatMap(({ may }) => may);
    return freedomsOf(container)
        .filter(({ freedom }) => !allowed.includes(freedom))
        .map(({ message }) => ({ resource: container.resource, message }));
}

function isRoot(user: string): boolean {
    return /^(?:0|root)(?::|$)/.test(user);
}
