namespace Seedance.PowerShell.Pipeline;

/// <summary>How deep the pumps of a pipeline's cmdlets are nested: what one writes is pumped by the next. Used on the pipeline's thread.</summary>
internal sealed class PumpFrames
{
    public int Depth { get; set; }
}
