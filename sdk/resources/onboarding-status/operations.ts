import {
    getOciOnboardingStatus,
    initializeIdentityDomain,
    type OciIdentityDomain,
    type OciOnboardingStatus,
} from "../../clouds/aws/odb-onboarding";
import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { done, pending, waitFor } from "../../clouds/core/wait";
import { checkTriggers } from "../../host/checks";
import { hosted, pick, type ResourceOperations, Unknown } from "../../host/provider";
import { issuerUrlOf } from "../../policies";
import type { Fault } from "../../validation";

export interface OnboardingInputs {
    readonly configure?: boolean;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
}

export interface OnboardingState extends OnboardingInputs {
    readonly status: string;
    readonly identityDomainId: string;
    readonly identityDomainUrl: string;
    readonly issuerUrl: string;
    readonly identityDomainStatus: string;
    readonly accountSetupTemplateUrl?: string;
    readonly tenancyId?: string;
    readonly compartmentId?: string;
}

const linked = new Set(["ACTIVE", "ACTIVE_IN_HOME_REGION", "ACTIVE_LIMITED"]);
const onTheWay = new Set(["ACTIVATING", "PENDING_INITIALIZATION"]);
const timeoutSeconds = 1800;
const what = "the OCI identity domain";

/** Gets the link of the AWS account to OCI with its identity domain. Configures the domain if the program asks for that. */
export function onboarding(inputs: OnboardingInputs): Promise<OnboardingState> {
    // If two resources ask for the domain, only one may configure it.
    return serialise("onboarding", async () => {
        const status = await getOciOnboardingStatus();
        refuseUnlinked(status);
        if (!isThereOrComing(status.ociIdentityDomain)) {
            if (!inputs.configure) throw new PlainError(unconfigured(status.ociIdentityDomain));
            await initializeIdentityDomain();
        }
        return waitFor({ what, timeoutSeconds }, async () => {
            const found = await getOciOnboardingStatus();
            const domain = found.ociIdentityDomain ?? {};
            if (domain.status === "AVAILABLE" && domain.ociIdentityDomainUrl) return done(describe(inputs, found));
            if (domain.status === "FAILED") {
                throw new PlainError(
                    `${failed(domain)}; repair the cause, then run again with \`configure: true\`, which configures the domain again`,
                );
            }
            refuseGoing(domain);
            return pending(domain.status ?? "none");
        });
    });
}

/** Whether the account has a domain that can be used now or soon. Throws for a domain that is being deleted: it can be neither used nor replaced. */
function isThereOrComing(domain: OciIdentityDomain = {}): boolean {
    if (domain.status === "TERMINATING") refuseGoing(domain);
    return domain.status !== undefined && domain.status !== "TERMINATED" && domain.status !== "FAILED";
}

function refuseGoing({ status }: OciIdentityDomain): void {
    if (status !== "TERMINATING" && status !== "TERMINATED") return;
    throw new PlainError(
        `${what} is ${status}: it is being deleted; wait until the deletion has finished, then run again with \`configure: true\``,
    );
}

/** The message for an account without a domain, if the program does not set `configure`. */
function unconfigured(domain: OciIdentityDomain | undefined): string {
    const why =
        domain?.status === "FAILED"
            ? failed(domain)
            : "the AWS account has no OCI identity domain, as accounts linked before 2025-11-18";
    return `${why}: set \`configure: true\` and this run configures one, or choose Configure on the Settings page of Oracle Database@AWS`;
}

function failed({ statusReason }: OciIdentityDomain): string {
    return `${what} is FAILED (${statusReason ?? "the service gave no reason"})`;
}

function refuseUnlinked({ status = "UNKNOWN" }: OciOnboardingStatus): void {
    if (linked.has(status)) return;
    const remedy = onTheWay.has(status)
        ? "wait until it is ACTIVE, then run again"
        : "complete the onboarding on the console page of Oracle Database@AWS, then run again";
    throw new PlainError(`the link of the AWS account to OCI is ${status}: ${remedy}`);
}

function describe(inputs: OnboardingInputs, found: OciOnboardingStatus): OnboardingState {
    const domain = found.ociIdentityDomain ?? {};
    const url = domain.ociIdentityDomainUrl ?? "";
    return {
        ...inputs,
        status: found.status ?? "UNKNOWN",
        identityDomainId: domain.ociIdentityDomainId ?? "",
        identityDomainUrl: url,
        issuerUrl: issuerUrlOf(url),
        identityDomainStatus: domain.status ?? "NONE",
        ...(domain.accountSetupCloudFormationUrl
            ? { accountSetupTemplateUrl: domain.accountSetupCloudFormationUrl }
            : {}),
        ...(found.linkedOciTenancyId ? { tenancyId: found.linkedOciTenancyId } : {}),
        ...(found.linkedOciCompartmentId ? { compartmentId: found.linkedOciCompartmentId } : {}),
    };
}

function checkConfigure(value: unknown): Fault[] {
    if (value === undefined || value instanceof Unknown || typeof value === "boolean") return [];
    return [{ path: "configure", reason: "is not a boolean", remedy: "give true or false" }];
}

const operations: ResourceOperations<OnboardingInputs, OnboardingState> = {
    inputs: ["configure", "refreshTriggers"],
    identity: [],
    faults: ({ configure, refreshTriggers }) => [
        ...checkConfigure(configure),
        ...checkTriggers("refreshTriggers", refreshTriggers),
    ],
    foreseen: {
        names: [
            "identityDomainId",
            "identityDomainUrl",
            "issuerUrl",
            "accountSetupTemplateUrl",
            "tenancyId",
            "compartmentId",
        ],
        async look() {
            const found = await getOciOnboardingStatus();
            return found.ociIdentityDomain?.status === "AVAILABLE" ? describe({}, found) : {};
        },
    },
    drifted: ({ identityDomainStatus, status }) => identityDomainStatus !== "AVAILABLE" || !linked.has(status),
    async create(inputs) {
        const state = await onboarding(inputs);
        return { id: state.identityDomainId || "onboarding", state };
    },
    async read(_id, state) {
        const found = await getOciOnboardingStatus();
        const now = describe(pick({ ...state }, operations.inputs), found);
        if (found.ociIdentityDomain?.ociIdentityDomainUrl) return now;
        // Roles and providers in use name the domain that was there. Recovery needs its name.
        const { identityDomainId, identityDomainUrl, issuerUrl } = state;
        return { ...now, identityDomainId, identityDomainUrl, issuerUrl };
    },
    update: (_id, _state, inputs) => onboarding(inputs),
    // The link and its domain belong to the account, not to the stack.
    async delete() {},
};

export const provider = hosted(operations);
