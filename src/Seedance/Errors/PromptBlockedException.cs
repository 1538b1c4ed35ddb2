namespace Seedance;

/// <summary>The service's moderation rejected the prompt. Nothing was charged.</summary>
public sealed class PromptBlockedException : SeedanceServiceException
{
    internal PromptBlockedException(ServiceResponse response) : base(Messages.PromptBlocked, response) { }
}
