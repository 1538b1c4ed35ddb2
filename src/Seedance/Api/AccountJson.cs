using System.Text.Json;

namespace Seedance.Api;

/// <summary>Reads the account. API page: Account.</summary>
internal static class AccountJson
{
    /// <summary>The account in a response, or null when there is none.</summary>
    public static SeedanceAccount? Read(JsonElement response)
    {
        var details = response.GetPropertyOrNull("user_details").EnumerateOrEmpty().FirstOrDefault();
        var user = details.GetPropertyOrNull("user");
        return user?.GetStringOrNull("id") is not { } id ? null : new SeedanceAccount
        {
            UserId = id,
            UserName = user?.GetStringOrNull("username"),
            PaidCredits = details.GetDecimalOrNull("apiPaidTokens"),
            SubscriptionCredits = details.GetDecimalOrNull("apiSubscriptionTokens"),
            ConcurrencySlots = details.GetInt32OrNull("apiConcurrencySlots"),
            RenewsAt = details.GetTimeOrNull("apiPlanTokenRenewalDate"),
        };
    }
}
