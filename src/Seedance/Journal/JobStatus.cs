namespace Seedance.Journal;

/// <summary>The statuses of a job, in their order.</summary>
internal static class JobStatus
{
    public const string Submitting = "Submitting";
    public const string Unknown = "Unknown";
    public const string Pending = "Pending";
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string Saved = "Saved";

    private static readonly string[] _order = [Submitting, Unknown, Pending, Complete, Failed, Saved];

    public static IReadOnlyList<string> All => _order;

    public static bool IsKnown(string? status) => Array.IndexOf(_order, status) >= 0;

    public static int Rank(string status) => Array.IndexOf(_order, status);
}
