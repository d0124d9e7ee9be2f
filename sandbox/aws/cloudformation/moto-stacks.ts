/**
 * What moto's CloudFormation is taught, as Python that runs inside moto. In moto a resource that cannot be made lets CreateStack
 * itself fail, and every later DescribeStacks tries to make it again. CloudFormation accepts the stack and rolls it back. An
 * update that changes nothing is an error in CloudFormation, whatever of the parameters was left to their defaults. All
 * services of moto come with its CloudFormation, which takes seconds: it is loaded and taught at the first call.
 */
export const stacks = `
from moto import backends
taught = []
find_backend = backends.get_backend
def find_taught_backend(service):
    if service == "cloudformation" and not taught:
        taught.append(True)
        teach_stacks()
    return find_backend(service)
backends.get_backend = find_taught_backend
def teach_stacks():
    from moto.cloudformation import models as stack_models
    from moto.cloudformation.exceptions import ValidationError as StackValidationError
    from moto.cloudformation.responses import CloudFormationResponse
    import threading
    wanted = threading.local()
    make_stack_by_request = CloudFormationResponse.create_stack
    def make_stack_as_wanted(self):
        keep = str(self._get_param("DisableRollback")).lower() == "true"
        wanted.on_failure = "DO_NOTHING" if keep else self._get_param("OnFailure") or "ROLLBACK"
        return make_stack_by_request(self)
    CloudFormationResponse.create_stack = make_stack_as_wanted
    CloudFormationResponse._validate_different_update = lambda *_: None
    def forget(stack, kept):
        resources = stack.template_dict.get("Resources", {})
        left = {name: resources[name] for name in kept if name in resources}
        stack.template_dict = {**stack.template_dict, "Resources": left, "Outputs": {}}
        made = {name: stack.resource_map._parsed_resources[name] for name in left}
        stack.resource_map = stack._create_resource_map()
        stack.resource_map._resource_json_map = left
        stack.resource_map._parsed_resources.update(made)
        stack.output_map = stack._create_output_map()
    def reason_of(error, kind):
        told = str(getattr(error, "message", None) or getattr(error, "description", None) or error)
        # moto has no words for a provider that is there already.
        return "Resource of type '%s' already exists." % kind if told == "Unknown" else told
    def make_or_roll_back(make):
        def made(stack):
            try:
                make(stack)
            except Exception as error:
                resources = stack.template_dict.get("Resources", {})
                parsed = stack.resource_map._parsed_resources
                done = [name for name in resources if name in parsed]
                failed = next((name for name in resources if name not in parsed), "")
                kind = resources.get(failed, {}).get("Type", "")
                stack.events.append(stack_models.Event(
                    stack_id=stack.stack_id, stack_name=stack.name, logical_resource_id=failed, physical_resource_id="",
                    resource_type=kind, resource_status="CREATE_FAILED", resource_status_reason=reason_of(error, kind),
                    resource_properties=None,
                ))
                told = "The following resource(s) failed to create: [%s]. " % failed
                if wanted.on_failure == "DO_NOTHING":
                    forget(stack, done)
                    stack.status = "CREATE_FAILED"
                    stack._add_stack_event("CREATE_FAILED", resource_status_reason=told)
                    return
                verb = "DELETE" if wanted.on_failure == "DELETE" else "ROLLBACK"
                stack._add_stack_event(verb + "_IN_PROGRESS", resource_status_reason=told + "Rollback requested by user.")
                stack.template_dict = {**stack.template_dict, "Outputs": {}}
                stack.resource_map._resource_json_map = {name: resources[name] for name in done}
                stack.resource_map.delete()
                forget(stack, [])
                stack.status = verb + "_COMPLETE"
                stack._add_stack_event(verb + "_COMPLETE")
        return made
    stack_models.Stack.create_resources = make_or_roll_back(stack_models.Stack.create_resources)
    make_stack = stack_models.CloudFormationBackend.create_stack
    def make_stack_and_forget_deleted(self, *given, **named):
        stack = make_stack(self, *given, **named)
        if stack.status == "DELETE_COMPLETE":
            self.deleted_stacks[stack.stack_id] = self.stacks.pop(stack.stack_id)
        return stack
    stack_models.CloudFormationBackend.create_stack = make_stack_and_forget_deleted
    update_stack = stack_models.CloudFormationBackend.update_stack
    def update_what_changed(self, name, template, role_arn, parameters, tags):
        stack = self.get_stack(name)
        wanted_template = stack.parse_template(template)
        declared = wanted_template.get("Parameters") or {}
        after = {key: str(one["Default"]) for key, one in declared.items() if "Default" in one}
        after.update({key: str(value) for key, value in self._resolve_update_parameters(stack, parameters).items()})
        before = {key: str(value) for key, value in stack.stack_parameters.items() if key in declared}
        same = wanted_template == stack.template_dict and after == before
        if same and tags in (None, stack.tags) and role_arn in (None, stack.role_arn):
            raise StackValidationError(message="No updates are to be performed.")
        return update_stack(self, name, template, role_arn, parameters, tags)
    stack_models.CloudFormationBackend.update_stack = update_what_changed
`;
