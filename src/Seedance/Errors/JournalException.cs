using System.Text.Json;

namespace Seedance;

/// <summary>The journal, or one of its entries, can't be read or written. A job is submitted only after it is written to the journal.</summary>
public sealed class JournalException : SeedanceException
{
    internal JournalException(string path, Exception inner)
        : base(Messages.JournalFailure(path, inner), inner) => Path = path;

    /// <summary>The entry's file, or the journal's folder.</summary>
    public string Path { get; }

    /// <summary>Whether the file could be read but is not an entry.</summary>
    internal bool IsCorrupt => InnerException is JsonException;

    /// <summary>JournalCorrupt for a file that is not an entry, else JournalFailed.</summary>
    public override string ErrorId => IsCorrupt ? "JournalCorrupt" : "JournalFailed";
}
