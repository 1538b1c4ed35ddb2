using Seedance.Sandbox.Models;

namespace Seedance.Sandbox.Jobs;

/// <summary>Markers in a prompt that cause a failure.</summary>
/// <remarks>
/// <c>[[blocked]]</c> is rejected by moderation, <c>[[retired]]</c> is rejected because the model is no longer offered,
/// and <c>[[fails]]</c> is accepted and ends as FAILED.
/// </remarks>
internal static class PromptMarker
{
    public static bool WillFail(string prompt) => prompt.Contains("[[fails]]");

    public static HttpResponseMessage? FindError(SandboxModel model, string prompt) =>
        prompt.Contains("[[blocked]]") ? SandboxResponse.Error(400, "content moderation filter: the prompt was refused", "bad-request")
        : prompt.Contains("[[retired]]") ? SandboxResponse.Error(400, $"{GetConstant(model)} is not supported within the Production API", "bad-request")
        : null;

    /// <summary>The name of a model in the service's error messages, such as SEEDANCE_2_0_FAST.</summary>
    private static string GetConstant(SandboxModel model) => model.Id.ToUpperInvariant().Replace('-', '_').Replace('.', '_');
}
