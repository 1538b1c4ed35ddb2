using System.Management.Automation;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Errors;

/// <summary>Warnings of requests. Each kind is written once in full and then counted, so that a batch does not hide its errors under hundreds of equal warnings.</summary>
internal sealed class RepeatedWarnings
{
    private readonly Dictionary<(ProblemKind, RequestField), int> _counts = [];

    /// <summary>Writes a warning if it is the first of its kind.</summary>
    public void Add(Cmdlet cmdlet, RequestProblem problem, VideoModel model)
    {
        var kind = (problem.Kind, problem.Field);
        _counts.TryGetValue(kind, out var count);
        _counts[kind] = count + 1;
        if (count == 0)
        {
            cmdlet.WriteWarning(FaultText.Describe(problem, model).ToString());
        }
        else
        {
            cmdlet.WriteVerbose(FaultText.Describe(problem, model).ToString());
        }
    }

    /// <summary>Says how many were counted and not written.</summary>
    public void Summarize(Cmdlet cmdlet)
    {
        if (_counts.Values.Sum(count => count - 1) is > 0 and var more)
        {
            cmdlet.WriteWarning(ModuleMessages.MoreWarnings(more));
        }
    }
}
