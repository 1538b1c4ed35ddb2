using System.Globalization;
using System.Text.Json;

namespace Seedance;

/// <summary>The account behind an API key. API page: Account. What the service leaves out is null.</summary>
public sealed record SeedanceAccount
{
    /// <summary>The user's id.</summary>
    public required string UserId { get; init; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; init; }

    /// <summary>All API credits that can be spent now: bought ones and the subscription's.</summary>
    public decimal? Credits => PaidCredits is null && SubscriptionCredits is null ? null : (PaidCredits ?? 0) + (SubscriptionCredits ?? 0);

    /// <summary>API credits that were bought.</summary>
    public decimal? PaidCredits { get; init; }

    /// <summary>API credits of the subscription.</summary>
    public decimal? SubscriptionCredits { get; init; }

    /// <summary>How many jobs the service works on at once; more are queued.</summary>
    public int? ConcurrencySlots { get; init; }

    /// <summary>When the subscription's credits are renewed, UTC.</summary>
    public DateTimeOffset? RenewsAt { get; init; }

    /// <summary>The account in an answer, or null when there is none.</summary>
    internal static SeedanceAccount? Read(JsonElement answer)
    {
        var details = answer.Property("user_details").Items().FirstOrDefault();
        return details.Property("user")?.Text("id") is not { } id ? null : new SeedanceAccount
        {
            UserId = id,
            UserName = details.Property("user")?.Text("username"),
            PaidCredits = details.Number("apiPaidTokens"),
            SubscriptionCredits = details.Number("apiSubscriptionTokens"),
            ConcurrencySlots = details.Int("apiConcurrencySlots"),
            RenewsAt = DateTimeOffset.TryParse(
                details.Text("apiPlanTokenRenewalDate"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time) ? time : null,
        };
    }
}
