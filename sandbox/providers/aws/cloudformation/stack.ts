import type { Capability, CloudFormation, OnFailure, Stack } from "@aws-sdk/client-cloudformation";
import { messageOf } from "../../host/errors";
import { flag, map, number, type ResourceSpec, set, text } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import { UnexpectedState, waitFor } from "../../host/wait";
import { region } from "../kms/common";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tagList, tags, tagsFromList } from "../tags";

const timeout = 1_800_000;
const texts = (value: Plain | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

async function find(client: CloudFormation, id: string): Promise<Stack | undefined> {
    try {
        const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: id });
        return stack?.StackStatus === "DELETE_COMPLETE" ? undefined : stack;
    } catch (error) {
        if (/does not exist/.test(messageOf(error))) return undefined;
        throw error;
    }
}

async function read(
    client: CloudFormation,
    id: string,
    known: Properties,
    session: AwsSession,
): Promise<Properties | undefined> {
    const stack = await find(client, id);
    if (!stack) return undefined;
    const { TemplateBody: templateBody } = await client.getTemplate({ StackName: id });
    return {
        // The service may leave them out: what was asked for stays.
        ...(stack.Capabilities?.length && { capabilities: stack.Capabilities }),
        disableRollback: stack.DisableRollback ?? false,
        iamRoleArn: stack.RoleARN,
        name: stack.StackName,
        notificationArns: stack.NotificationARNs?.length ? stack.NotificationARNs : undefined,
        outputs: Object.fromEntries(stack.Outputs?.map((one) => [one.OutputKey, one.OutputValue ?? ""]) ?? []),
        parameters: Object.fromEntries(
            stack.Parameters?.map((one) => [one.ParameterKey, one.ParameterValue ?? ""]) ?? [],
        ),
        region: session.regionOf(known),
        templateBody,
        ...readTags(tagsFromList(stack.Tags), known, session),
    };
}

function request(inputs: Properties, session: AwsSession) {
    const parameters = isObject(inputs.parameters) ? Object.entries(inputs.parameters) : [];
    const { iamRoleArn, policyBody, policyUrl, templateBody, templateUrl } = inputs;
    return {
        Capabilities: texts(inputs.capabilities) as Capability[],
        NotificationARNs: texts(inputs.notificationArns),
        Parameters: parameters.map(([ParameterKey, value]) => ({ ParameterKey, ParameterValue: String(value) })),
        Tags: tagList(allTags(inputs, session)),
        ...(iamRoleArn && { RoleARN: String(iamRoleArn) }),
        ...(policyBody && { StackPolicyBody: String(policyBody) }),
        ...(policyUrl && { StackPolicyURL: String(policyUrl) }),
        ...(templateUrl ? { TemplateURL: String(templateUrl) } : { TemplateBody: String(templateBody) }),
    };
}

/** Waits for the end of what was begun; a failure is told with the reasons that the events of the stack give. */
async function settle(client: CloudFormation, id: string, verb: "CREATE" | "UPDATE" | "DELETE", signal: AbortSignal) {
    try {
        await waitFor({
            pending: [`${verb}_IN_PROGRESS`, `${verb}_COMPLETE_CLEANUP_IN_PROGRESS`],
            target: verb === "DELETE" ? [] : [`${verb}_COMPLETE`],
            timeout,
            signal,
            refresh: async () => {
                const stack = await find(client, id);
                return stack && { object: stack, state: stack.StackStatus ?? "" };
            },
        });
    } catch (error) {
        if (!(error instanceof UnexpectedState)) throw error;
        const { StackEvents: events = [] } = await client.describeStackEvents({ StackName: id });
        const reasons = events.flatMap((event) =>
            event.ResourceStatus?.endsWith("_FAILED") ? [event.ResourceStatusReason ?? ""] : [],
        );
        throw new Error(`${verb.toLowerCase()} of CloudFormation Stack (${id}): ${error.state}: ${reasons.join(", ")}`);
    }
}

export const stack: ResourceSpec<AwsSession> = {
    inputs: {
        capabilities: set(),
        disableRollback: flag({ replace: true }),
        iamRoleArn: text(),
        name: text({ replace: true, autoName: { maxLength: 128 } }),
        notificationArns: set(),
        onFailure: text({ replace: true }),
        parameters: map({ computed: true }),
        policyBody: text({ computed: true }),
        policyUrl: text(),
        region,
        tags,
        templateBody: text({ computed: true }),
        templateUrl: text(),
        timeoutInMinutes: number({ replace: true }),
    },
    outputs: ["outputs", "tagsAll"],
    volatile: ["outputs"],
    plan: planTags,
    async create(inputs, { session, signal }) {
        const client = await session.cloudFormation(session.regionOf(inputs));
        const { disableRollback, onFailure, timeoutInMinutes } = inputs;
        const { StackId: id = "" } = await client.createStack({
            StackName: String(inputs.name),
            ...request(inputs, session),
            ...(disableRollback !== undefined && { DisableRollback: disableRollback === true }),
            ...(onFailure && { OnFailure: String(onFailure) as OnFailure }),
            ...(timeoutInMinutes && { TimeoutInMinutes: Number(timeoutInMinutes) }),
        });
        await settle(client, id, "CREATE", signal);
        return { id, state: (await read(client, id, inputs, session)) ?? {} };
    },
    read: async (id, known, { session }) =>
        read(await session.cloudFormation(session.regionOf(known)), id, known, session),
    async update(id, { wanted }, { session, signal }) {
        const client = await session.cloudFormation(session.regionOf(wanted));
        try {
            await client.updateStack({ StackName: id, ...request(wanted, session) });
            await settle(client, id, "UPDATE", signal);
        } catch (error) {
            if (!/No updates are to be performed/.test(messageOf(error))) throw error;
        }
        return (await read(client, id, wanted, session)) ?? {};
    },
    async delete(id, state, { session, signal }) {
        const client = await session.cloudFormation(session.regionOf(state));
        await client.deleteStack({ StackName: id });
        await settle(client, id, "DELETE", signal);
    },
};
