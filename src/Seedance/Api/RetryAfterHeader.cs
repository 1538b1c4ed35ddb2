namespace Seedance.Api;

/// <summary>The Retry-After header of a response.</summary>
internal static class RetryAfterHeader
{
    /// <summary>How long it asks to wait, in seconds or until a date; null when there is none.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock) =>
        response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - clock.GetUtcNow());
}
