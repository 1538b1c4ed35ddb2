namespace Seedance.PowerShell.Completion;

/// <summary>Waits for what a completer reads, which PowerShell asks for on the thread that the user types in.</summary>
internal static class TimedRead
{
    /// <summary>What was read, or nothing when it fails or takes longer than <paramref name="maxTime"/>.</summary>
    public static IReadOnlyList<T> Result<T>(Task<IReadOnlyList<T>> read, TimeSpan maxTime)
    {
        try
        {
#pragma warning disable RS0030 // A completer returns its suggestions at once; it can't be asynchronous.
            return read.Wait(maxTime > TimeSpan.Zero ? maxTime : TimeSpan.Zero) ? read.Result : [];
#pragma warning restore RS0030
        }
        catch (AggregateException)
        {
            // What can't be read is not offered.
            return [];
        }
    }
}
