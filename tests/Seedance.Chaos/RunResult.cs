namespace Seedance.Chaos;

/// <summary>What a process wrote and how it ended.</summary>
internal sealed record RunResult(RunEnd End, int ExitCode, string Output, string Error)
{
    /// <summary>Whether the script reached its end.</summary>
    public bool IsDone => ExitCode == 0 && Output.TrimEnd().EndsWith("done", StringComparison.Ordinal);

    /// <summary>Whether it ended as it should: nothing but an interruption keeps it from its end.</summary>
    public bool EndedWell => End is RunEnd.Killed or RunEnd.Stopped || (End == RunEnd.Completed && IsDone && Error.Length == 0);

    /// <summary>How often it found equal entries Unknown.</summary>
    public int Ambiguous => Output.Split(" equal entries are Unknown").Length - 1;

    public override string ToString() => $"{Output}{Error}{End} with {ExitCode}";
}
