using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Errors;

/// <summary>Runs the parts of a cmdlet that only read, so that each failure becomes an error of the right extent.</summary>
internal static class CmdletErrors
{
    /// <summary>Reads an input. Any failure, also a bug of our own, is the error of this input and stops no other.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">The user's input, the target of the error.</param>
    /// <param name="label">How the message calls the input; null where its target shows what it is.</param>
    /// <param name="read">Reads, and writes nothing: what a write throws belongs to the pipeline.</param>
    /// <param name="value">What was read.</param>
    public static bool TryRead<T>(this Cmdlet cmdlet, object target, string? label, Func<T> read, [NotNullWhen(true)] out T? value)
        where T : class
    {
        SeedanceException failure;
        try
        {
            value = read();
            return true;
        }
        catch (SeedanceException own)
        {
            failure = own;
        }
        catch (Exception bug) when (!ControlFlow.Is(bug))
        {
            failure = new InternalErrorException(bug);
        }

        value = null;
        (cmdlet as AsyncCmdlet)?.OnInputFailed(target);
        cmdlet.WriteError(failure.ToErrorRecord(target, label: label));
        return false;
    }

    /// <summary>Reads what concerns every input: a failure ends the command.</summary>
    public static void RunTerminating(this Cmdlet cmdlet, object target, Action read)
    {
        try
        {
            read();
        }
        catch (SeedanceException failure)
        {
            cmdlet.ThrowTerminatingError(failure.ToErrorRecord(target));
        }
    }
}
