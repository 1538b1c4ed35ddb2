using System.Management.Automation;

namespace Seedance.PowerShell.Errors;

/// <summary>Exceptions with which PowerShell ends a pipeline or leaves a loop. They are not failures and must not be caught.</summary>
internal static class ControlFlow
{
    public static bool Is(Exception exception) => exception is PipelineStoppedException or FlowControlException;
}
