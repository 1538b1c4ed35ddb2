namespace Seedance.Downloads;

/// <summary>Too little has arrived for too long.</summary>
internal sealed class StalledException(TimeSpan window) : IOException(Messages.Stalled(window));
