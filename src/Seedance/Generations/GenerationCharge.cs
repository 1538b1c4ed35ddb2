namespace Seedance.Generations;

/// <summary>What the service charged for a job, in the unit that it named.</summary>
/// <param name="Dollars">US dollars; null when it named credits.</param>
/// <param name="Credits">Credits; null when it named dollars.</param>
internal sealed record GenerationCharge(decimal? Dollars, decimal? Credits);
