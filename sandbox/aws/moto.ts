import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface MotoOptions {
    /** Interpreter of a virtual environment that holds `moto[server]`. */
    python: string;
    accountId: string;
    /** Where `moto.log` is written. */
    directory: string;
}

export interface Moto {
    readonly endpoint: string;
    stop(): Promise<void>;
}

const startMilliseconds = 30_000;

/**
 * Binding port 0 inside moto leaves no moment in which somebody else can take the port. Reading standard input to its
 * end makes moto end with its parent however the parent ends, because the kernel then closes the pipe.
 * What the first calls will need is imported while the rest of the sandbox starts. moto's CloudFormation makes no OIDC
 * providers; it is taught to, because the template for setting an account up makes one. A replica key has aliases and grants
 * of its own; in moto it shares them with its primary, and no call could part them afterwards. The id of a multi-Region
 * key is "mrk-" and 32 hexadecimal digits; moto's own form is four characters longer than its ciphertexts have room for.
 */
const program = `
import os, re, sys, uuid
from moto.kms import models
from moto.kms.models import KmsBackend
from moto.server import ThreadedMotoServer
replicate = KmsBackend.replicate_key
def replicate_apart(backend, key_id, region):
    replica = replicate(backend, key_id, region)
    replica.aliases, replica.grants, replica.rotations = {}, {}, []
    return replica
KmsBackend.replicate_key = replicate_apart
models.generate_key_id = lambda multi_region=False: "mrk-" + uuid.uuid4().hex if multi_region else str(uuid.uuid4())
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("port", server.get_host_and_port()[1], flush=True)
import moto.kms.responses, moto.iam.responses, moto.sts.responses
from moto.core.common_models import CloudFormationModel
from moto.iam.models import iam_backends
class StackOidcProvider(CloudFormationModel):
    __module__ = "moto.iam.models"
    def __init__(self, arn):
        self.arn = self.physical_resource_id = arn
    @staticmethod
    def cloudformation_name_type():
        return ""
    @staticmethod
    def cloudformation_type():
        return "AWS::IAM::OIDCProvider"
    @classmethod
    def has_cfn_attr(cls, attribute):
        return attribute == "Arn"
    def get_cfn_attribute(self, attribute):
        return self.arn
    @classmethod
    def create_from_cloudformation_json(cls, name, template, account_id, region_name, **_):
        given = template["Properties"]
        made = iam_backends[account_id]["aws"].create_open_id_connect_provider(
            given["Url"], given.get("ThumbprintList", ["0" * 40]), given.get("ClientIdList", []), []
        )
        return cls(made.arn)
    @classmethod
    def update_from_cloudformation_json(cls, original, name, template, account_id, region_name):
        return original
    @classmethod
    def delete_from_cloudformation_json(cls, name, template, account_id, region_name):
        iam_backends[account_id]["aws"].delete_open_id_connect_provider(name)
KmsResponse = moto.kms.responses.KmsResponse
validate = KmsResponse._validate_cmk_id
def validate_multi_region(self, key_id):
    raw = re.fullmatch("mrk-[0-9a-f]{32}", key_id)
    validate(self, "arn:aws:kms:%s:%s:key/%s" % (self.region, self.current_account, key_id) if raw else key_id)
KmsResponse._validate_cmk_id = validate_multi_region
sys.stdin.read()
os._exit(0)
`;

/** KMS, IAM and STS as a child process of this one. */
export async function startMoto(options: MotoOptions): Promise<Moto> {
    mkdirSync(options.directory, { recursive: true });
    const logFile = join(options.directory, "moto.log");
    const log = openSync(logFile, "a");
    const child = spawn(options.python, ["-c", program], {
        stdio: ["pipe", "pipe", log],
        env: { ...process.env, MOTO_ACCOUNT_ID: options.accountId },
    });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.once("error", () => resolve());
    });
    const stop = async () => {
        child.stdin?.end();
        const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
        await ended;
        clearTimeout(timer);
    };
    try {
        const port = await announcedPort(child);
        return { endpoint: `http://127.0.0.1:${port}`, stop };
    } catch (error) {
        await stop();
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`moto did not start with ${options.python}: ${reason}\n${tail(logFile)}`);
    }
}

function announcedPort(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("it took too long")), startMilliseconds);
        const settle = (act: () => void) => {
            clearTimeout(timer);
            act();
        };
        child.once("error", (error) => settle(() => reject(error)));
        child.once("exit", (code) => settle(() => reject(new Error(`it ended with code ${code}`))));
        createInterface({ input: child.stdout! }).on("line", (line) => {
            const port = /^port (\d+)$/.exec(line)?.[1];
            if (port) settle(() => resolve(Number(port)));
        });
    });
}

function tail(file: string): string {
    return readFileSync(file, "utf8").split("\n").slice(-8).join("\n");
}
