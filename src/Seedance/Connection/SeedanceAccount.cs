namespace Seedance;

/// <summary>The account behind an API key. API page: Account. A value that the service leaves out is null.</summary>
public sealed record SeedanceAccount
{
    /// <summary>The user's id.</summary>
    public required string UserId { get; init; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; init; }

    /// <summary>All API credits that can be spent now: purchased and of the subscription.</summary>
    public decimal? Credits => PaidCredits is null && SubscriptionCredits is null ? null : (PaidCredits ?? 0) + (SubscriptionCredits ?? 0);

    /// <summary>API credits that were purchased.</summary>
    public decimal? PaidCredits { get; init; }

    /// <summary>API credits of the subscription.</summary>
    public decimal? SubscriptionCredits { get; init; }

    /// <summary>How many jobs the service runs at once; more are queued.</summary>
    public int? ConcurrencySlots { get; init; }

    /// <summary>When the subscription's credits are renewed, UTC.</summary>
    public DateTimeOffset? RenewsAt { get; init; }
}
