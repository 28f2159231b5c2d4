import type { dynamic } from "@pulumi/pulumi";

import type { SwiftCredentials } from "./swift-account";
import { SwiftSession } from "./swift-session";

/** What the provider of a container is told, all in plain. */
export interface SwiftContainerInputs {
    readonly account: SwiftCredentials;
    readonly container: string;
    /** ACLs in Swift's own form, empty for nobody. */
    readonly readers: string;
    readonly writers: string;
}

/** Creates containers, keeps their ACLs, and deletes them when they are empty. */
export const swiftContainerProvider: dynamic.ResourceProvider<SwiftContainerInputs, SwiftContainerInputs> = {
    diff: (_id, olds, news) =>
        Promise.resolve({
            changes: JSON.stringify(relevant(olds)) !== JSON.stringify(relevant(news)),
            replaces: olds.container === news.container ? [] : ["container"],
        }),

    create: async (inputs) => ({ id: inputs.container, outs: await put(inputs) }),

    update: async (_id, _olds, inputs) => ({ outs: await put(inputs) }),

    read: async (id, state) => {
        const headers = await (await SwiftSession.open(state!.account)).head(state!.container);
        const acls = {
            readers: headers?.get("X-Container-Read") ?? "",
            writers: headers?.get("X-Container-Write") ?? "",
        };
        return { id: headers === undefined ? "" : id, props: { ...state!, ...acls } };
    },

    delete: async (_id, { account, container }) => {
        const session = await SwiftSession.open(account);
        const { status } = await session.request("DELETE", container, { expected: [404, 409] });
        if (status === 409) {
            throw new Error(
                `container ${container} is not empty, and what others put into it is not ours to delete: delete it, or ` +
                    "leave the container by `pulumi state delete`",
            );
        }
    },
};

/** A PUT makes what is not there and sets the ACLs of what is. */
async function put(inputs: SwiftContainerInputs): Promise<SwiftContainerInputs> {
    const session = await SwiftSession.open(inputs.account);
    await session.request("PUT", inputs.container, {
        headers: { "X-Container-Read": inputs.readers, "X-Container-Write": inputs.writers },
    });
    return inputs;
}

function relevant({ account, container, readers, writers }: SwiftContainerInputs): unknown[] {
    return [Object.entries(account).sort(), container, readers, writers];
}
