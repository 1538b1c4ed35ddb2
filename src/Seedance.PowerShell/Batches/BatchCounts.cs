namespace Seedance.PowerShell.Batches;

/// <summary>How far the items of a pipeline are, at one moment.</summary>
/// <param name="Total">How many there are so far.</param>
/// <param name="Ended">How many of them nobody works on any more.</param>
/// <param name="Submitting">How many are not on the service yet.</param>
/// <param name="Rendering">How many the service makes a video of.</param>
/// <param name="Saving">How many videos are saved.</param>
/// <param name="Cost">What the jobs of this pipeline cost.</param>
internal readonly record struct BatchCounts(int Total, int Ended, int Submitting, int Rendering, int Saving, BatchCost Cost);
