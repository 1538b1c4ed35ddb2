namespace Seedance.Chaos;

/// <summary>How a process ended.</summary>
internal enum RunEnd
{
    /// <summary>By itself.</summary>
    Completed,

    /// <summary>Killed, with no chance to do anything.</summary>
    Killed,

    /// <summary>Stopped by Ctrl+C.</summary>
    Stopped,

    /// <summary>Killed because it did not end, by itself or after Ctrl+C, within the time limit.</summary>
    TimedOut,
}
