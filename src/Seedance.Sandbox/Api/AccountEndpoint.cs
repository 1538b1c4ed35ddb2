using System.Text.Json.Nodes;

namespace Seedance.Sandbox.Api;

/// <summary>The account of the API key.</summary>
internal sealed class AccountEndpoint(SandboxState state)
{
    public HttpResponseMessage Get() => SandboxResponse.Json(new JsonObject
    {
        ["user_details"] = new JsonArray(new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = state.UserId, ["username"] = "sandbox" },
            ["tokenRenewalDate"] = null,
            ["paidTokens"] = 0,
            ["subscriptionTokens"] = 0,
            ["apiConcurrencySlots"] = state.Options.ConcurrencySlots,
            ["apiPaidTokens"] = state.Credits,
            ["apiSubscriptionTokens"] = 0,
            ["apiPlanTokenRenewalDate"] = null,
        }),
    });
}
