using Seedance.Chaos;

namespace Seedance.Benchmarks;

/// <summary>What a soak left, and what its sessions took.</summary>
internal sealed record SoakReport
{
    public required IReadOnlyList<SoakWorker> Workers { get; init; }

    /// <summary>How many jobs the server has: one more than were requested is paid twice, one less is lost.</summary>
    public required int AtServer { get; init; }

    /// <summary>How many entries the journal has.</summary>
    public required int Entries { get; init; }

    /// <summary>How many MP4 files are complete and the right ones.</summary>
    public required int Complete { get; init; }

    /// <summary>How many jobs were found in the account's list after their response was lost.</summary>
    public required int Adopted { get; init; }

    /// <summary>How many entries of the journal are not Saved.</summary>
    public required int UnsavedLeft { get; init; }

    public required int PartialFilesLeft { get; init; }

    public required int Requests { get; init; }

    /// <summary>How often each kind of fault was applied.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    /// <summary>The errors that the sessions had to deal with, by ID.</summary>
    public IReadOnlyDictionary<string, int> Problems =>
        Workers.SelectMany(worker => worker.Problems).GroupBy(count => count.Key).ToDictionary(id => id.Key, id => id.Sum(count => count.Value));

    /// <summary>The broken promises of the files and jobs.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>The sessions that did not end well.</summary>
    public required IReadOnlyList<RunResult> Failed { get; init; }
}
