namespace Seedance.Generations;

/// <summary>The statuses of the service that Seedance acts on.</summary>
internal static class GenerationStatus
{
    public const string Pending = "Pending";
    public const string Complete = "Complete";
    public const string Failed = "Failed";

    public static string Parse(string? status) => status?.ToUpperInvariant() switch
    {
        "PENDING" => Pending,
        "COMPLETE" => Complete,
        "FAILED" => Failed,
        null or "" => "Unknown",
        _ => status,
    };
}
