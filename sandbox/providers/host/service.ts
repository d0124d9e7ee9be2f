import { Metadata, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as rpc from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Difference, rootOf } from "./diff";
import type { Engine } from "./engine";
import { InitializationFailure, messageOf, oneError } from "./errors";
import { schemaOf } from "./schema";
import type { Properties } from "./values";

type Implemented = Pick<
    IResourceProviderServer,
    | "getSchema"
    | "checkConfig"
    | "diffConfig"
    | "configure"
    | "invoke"
    | "check"
    | "diff"
    | "create"
    | "read"
    | "update"
    | "delete"
    | "cancel"
    | "getPluginInfo"
>;

/** The gRPC methods that the engine calls; what is absent answers UNIMPLEMENTED, which the engine takes for "older plugin". */
export function serviceOf<Session>(engine: Engine<Session>, version: string): Implemented {
    return {
        getPluginInfo: unary<Empty, plugin.PluginInfo>(async () => {
            const info = new plugin.PluginInfo();
            info.setVersion(version);
            return info;
        }),
        getSchema: unary<proto.GetSchemaRequest, proto.GetSchemaResponse>(async () => {
            const response = new proto.GetSchemaResponse();
            response.setSchema(schemaOf(engine.provider, version));
            return response;
        }),
        checkConfig: unary<proto.CheckRequest, proto.CheckResponse>(async (request) => {
            const response = new proto.CheckResponse();
            response.setInputs(request.getNews());
            return response;
        }),
        diffConfig: unary<proto.DiffRequest, proto.DiffResponse>(async () => new proto.DiffResponse()),
        configure: unary<proto.ConfigureRequest, proto.ConfigureResponse>(async (request) => {
            await engine.configure(propertiesOf(request.getArgs()));
            const response = new proto.ConfigureResponse();
            response.setAcceptsecrets(true);
            response.setAcceptresources(true);
            response.setSupportspreview(true);
            response.setSupportsAutonamingConfiguration(true);
            return response;
        }),
        invoke: unary<proto.InvokeRequest, proto.InvokeResponse>(async (request) => {
            const response = new proto.InvokeResponse();
            const result = await engine.invoke(request.getTok(), propertiesOf(request.getArgs()));
            response.setReturn(structOf(result));
            return response;
        }),
        check: unary<proto.CheckRequest, proto.CheckResponse>(async (request) => check(engine, request)),
        diff: unary<proto.DiffRequest, proto.DiffResponse>(async (request) => diff(engine, request)),
        create: unary<proto.CreateRequest, proto.CreateResponse>(async (request) => {
            const made = await engine.create(
                typeOf(request.getUrn()),
                propertiesOf(request.getProperties()),
                request.getPreview(),
                request.getTimeout(),
            );
            const response = new proto.CreateResponse();
            response.setId(made.id);
            response.setProperties(structOf(made.state));
            return response;
        }),
        read: unary<proto.ReadRequest, proto.ReadResponse>(async (request) => {
            const read = await engine.read(
                typeOf(request.getUrn()),
                request.getId(),
                propertiesOf(request.getProperties()),
                propertiesOf(request.getInputs()),
                request.getTimeout(),
            );
            const response = new proto.ReadResponse();
            response.setId(read.id);
            response.setProperties(structOf(read.state));
            response.setInputs(structOf(read.inputs ?? {}));
            return response;
        }),
        update: unary<proto.UpdateRequest, proto.UpdateResponse>(async (request) => {
            const state = await engine.update(
                typeOf(request.getUrn()),
                request.getId(),
                propertiesOf(request.getOlds()),
                propertiesOf(request.getNews()),
                request.getPreview(),
                request.getTimeout(),
            );
            const response = new proto.UpdateResponse();
            response.setProperties(structOf(state));
            return response;
        }),
        delete: unary<proto.DeleteRequest, Empty>(async (request) => {
            await engine.delete(
                typeOf(request.getUrn()),
                request.getId(),
                propertiesOf(request.getProperties()),
                request.getTimeout(),
            );
            return new Empty();
        }),
        cancel: unary<Empty, Empty>(async () => {
            engine.cancel();
            return new Empty();
        }),
    };
}

function check<Session>(engine: Engine<Session>, request: proto.CheckRequest): proto.CheckResponse {
    const urn = request.getUrn();
    const autonaming = request.getAutonaming();
    const mode = autonaming?.getMode();
    const { inputs, failures } = engine.check(
        typeOf(urn),
        propertiesOf(request.getOlds()),
        propertiesOf(request.getNews()),
        {
            logicalName: urn.split("::").slice(3).join("::"),
            seed: request.getRandomseed_asU8(),
            ...(autonaming?.getProposedName() && { proposed: autonaming.getProposedName() }),
            disabled: mode === proto.CheckRequest.AutonamingOptions.Mode.DISABLE,
        },
    );
    const response = new proto.CheckResponse();
    response.setInputs(structOf(inputs));
    response.setFailuresList(
        failures.map((reason) => {
            const failure = new proto.CheckFailure();
            failure.setReason(reason);
            return failure;
        }),
    );
    return response;
}

function diff<Session>(engine: Engine<Session>, request: proto.DiffRequest): proto.DiffResponse {
    const outcome = engine.diff(
        typeOf(request.getUrn()),
        propertiesOf(request.getOlds()),
        propertiesOf(request.getNews()),
        request.getIgnorechangesList(),
    );
    const response = new proto.DiffResponse();
    const some = outcome.differences.length > 0;
    response.setChanges(some ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE);
    const roots = (list: Difference[]) => [...new Set(list.map(({ path }) => rootOf(path)))];
    response.setDiffsList(roots(outcome.differences));
    response.setReplacesList(roots(outcome.differences.filter(({ replace }) => replace)));
    response.setStablesList(outcome.stables);
    response.setDeletebeforereplace(outcome.deleteBeforeReplace);
    response.setHasdetaileddiff(true);
    for (const difference of outcome.differences) {
        const detail = new proto.PropertyDiff();
        detail.setKind(kindOf(difference));
        response.getDetaileddiffMap().set(difference.path, detail);
    }
    return response;
}

function kindOf({ kind, replace }: Difference): proto.PropertyDiff.Kind {
    const { Kind } = proto.PropertyDiff;
    if (kind === "add") return replace ? Kind.ADD_REPLACE : Kind.ADD;
    if (kind === "delete") return replace ? Kind.DELETE_REPLACE : Kind.DELETE;
    return replace ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}

function unary<Request, Response>(work: (request: Request) => Promise<Response>) {
    return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
        work(call.request).then(
            (response) => done(null, response),
            (error: unknown) => done(failureOf(error), null),
        );
    };
}

function failureOf(error: unknown) {
    const message = messageOf(error);
    const metadata = new Metadata();
    if (error instanceof InitializationFailure) {
        const detail = new proto.ErrorResourceInitFailed();
        detail.setId(error.id);
        detail.setProperties(structOf(error.properties));
        detail.setReasonsList([oneError(message)]);
        const packed = new Any();
        packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
        const answer = new rpc.Status();
        answer.setCode(status.UNKNOWN);
        answer.setMessage(message);
        answer.addDetails(packed);
        metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
    }
    return { code: status.UNKNOWN, details: oneError(message), metadata };
}

function propertiesOf(struct: Struct | undefined): Properties {
    return (struct?.toJavaScript() ?? {}) as Properties;
}

function structOf(properties: Properties): Struct {
    // A Struct has no `undefined`; going through JSON drops such members at every depth.
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/** `aws:kms/key:Key` of `urn:pulumi:stack::project::parent:Type$aws:kms/key:Key::name`. */
function typeOf(urn: string): string {
    return urn.split("::")[2]?.split("$").pop() ?? "";
}
