import { stacks } from "./cloudformation/moto-stacks";

/**
 * Binding port 0 inside moto leaves no moment in which somebody else can take the port. Reading standard input to its
 * end makes moto end with its parent however the parent ends, because the kernel then closes the pipe.
 * What the first calls will need is imported while the rest of the sandbox starts. moto's CloudFormation makes no OIDC
 * providers; it is taught to, because the template for setting an account up makes one. A replica key has aliases and grants
 * of its own; in moto it shares them with its primary, and no call could part them afterwards. The id of a multi-Region
 * key is "mrk-" and 32 hexadecimal digits; moto's own form is four characters longer than its ciphertexts have room for.
 * AWS binds the principals of stored policies to the unique id of a role or user: once it is deleted, policies show that
 * id in place of the ARN, and a namesake made later is not meant by them. The header that names the other account wins
 * over the variable that names the first one.
 */
export const program = `
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
import json
from moto.iam.models import IAMBackend, User
from moto.kms.models import kms_backends
from moto.core.responses import BaseResponse
first_account = BaseResponse.get_current_account
BaseResponse.get_current_account = lambda self: self.headers.get("x-moto-account-id") or first_account(self)
def bound(text, arn, unique_id):
    try:
        document = json.loads(text)
        listed = document["Statement"]
    except (TypeError, ValueError, KeyError):
        return text
    changed = False
    for statement in listed if isinstance(listed, list) else [listed]:
        for member in ("Principal", "NotPrincipal"):
            named = statement.get(member)
            names = named.get("AWS") if isinstance(named, dict) else None
            if names == arn or isinstance(names, list) and arn in names:
                named["AWS"] = [unique_id if one == arn else one for one in names] if isinstance(names, list) else unique_id
                changed = True
    return json.dumps(document) if changed else text
def unbind(backend, arn, unique_id):
    for account in list(kms_backends.values()):
        for region in list(account.values()):
            for key in region.keys.values():
                key.policy = bound(key.policy, arn, unique_id)
    for role in backend.roles.values():
        role.assume_role_policy_document = bound(role.assume_role_policy_document, arn, unique_id)
def deleting(delete, find):
    def delete_and_unbind(backend, name):
        principal = find(backend, name)
        delete(backend, name)
        unbind(backend, principal.arn, principal.id)
    return delete_and_unbind
make_user = User.__init__
def make_user_with_unique_id(user, *given, **named):
    make_user(user, *given, **named)
    user.id = "AIDA" + user.id[:17].upper()
User.__init__ = make_user_with_unique_id
IAMBackend.delete_role = deleting(IAMBackend.delete_role, IAMBackend.get_role)
IAMBackend.delete_user = deleting(IAMBackend.delete_user, IAMBackend.get_user)
${stacks}
sys.stdin.read()
os._exit(0)
`;
