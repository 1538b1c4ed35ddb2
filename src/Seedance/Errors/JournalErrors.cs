namespace Seedance;

/// <summary>The journal, or one entry of it, can't be read or written. What can't be written down first is not submitted.</summary>
public sealed class JournalException : SeedanceException
{
    internal JournalException(string path, Exception inner)
        : base(Strings.JournalTrouble(path, inner), inner) => Path = path;

    /// <summary>The entry's file, or the journal's folder.</summary>
    public string Path { get; }

    /// <summary>Whether the file was read and is no entry.</summary>
    internal bool IsCorrupt => InnerException is System.Text.Json.JsonException;

    /// <summary>JournalCorrupt for a file that is no entry, else JournalFailed.</summary>
    public override string ErrorId => IsCorrupt ? "JournalCorrupt" : "JournalFailed";
}

/// <summary>An entry of the journal was to be removed while its job is not saved.</summary>
public sealed class JobUnfinishedException : SeedanceException
{
    internal JobUnfinishedException(SeedanceJob job) : base(Strings.JobUnfinished(job)) => Job = job;

    /// <summary>The entry.</summary>
    public SeedanceJob Job { get; }
}
