namespace Seedance.Submission;

/// <summary>Which jobs that were submitted under a name before are submitted, and paid, again.</summary>
internal enum ResubmitMode
{
    /// <summary>None: the earlier job is returned.</summary>
    Never,

    /// <summary>Those that failed on the service.</summary>
    Failed,

    /// <summary>All.</summary>
    Always,
}
